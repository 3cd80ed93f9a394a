"""The pretrained encoder, multilingual-e5-small: unpacked, written for torch and onnxruntime, served."""
