// Puts the chat where this script's tag stands:
//   <script src="https://…/embed.js" data-article="slug" data-lang="sv" data-height="40rem"></script>
(() => {
  "use strict";
  const tag = document.currentScript;
  const page = new URL(".", tag.src);
  for (const [name, value] of [["article", tag.dataset.article], ["lang", tag.dataset.lang]])
    if (value) page.searchParams.set(name, value);
  const frame = document.createElement("iframe");
  frame.src = page.href;
  frame.title = tag.dataset.title || "Fotnot";
  frame.allow = "clipboard-write";
  frame.loading = "lazy";
  frame.style.cssText = "width:100%;border:0;display:block";
  frame.style.height = tag.dataset.height || "44rem";
  tag.after(frame);
})();
