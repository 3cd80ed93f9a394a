"""The web page: builds the bot and launches Gradio; the same as `fotnot serve`."""

import sys

from bot.cli.main import main

if __name__ == "__main__":
    sys.argv[1:1] = ["serve"]
    main()
