// The view's own script: the page's language and title, and times by the reader's own clock.
"use strict";
(() => {
  // Gradio gives the page the language of its own parts, and a title before the reader is known.
  function nameThePage(head) {
    const title = head.querySelector("h1").textContent;
    if (document.title !== title) document.title = title;
    if (document.documentElement.lang !== head.dataset.language)
      document.documentElement.lang = head.dataset.language;
  }

  // Times come in UTC; in the page's language, as written where the reader's browser is from.
  function tellTimes(language) {
    const own = navigator.languages.find(tag => tag.split("-")[0] === language) || language;
    const format = new Intl.DateTimeFormat(own, {dateStyle: "medium", timeStyle: "short"});
    for (const time of document.querySelectorAll("time[datetime]")) {
      const told = format.format(new Date(time.dateTime));
      if (time.textContent !== told) time.textContent = told;
    }
  }

  new MutationObserver(() => {
    const head = document.querySelector("header[data-language]");
    if (!head) return;
    nameThePage(head);
    tellTimes(head.dataset.language);
  }).observe(document.documentElement, {childList: true, subtree: true, attributeFilter: ["lang"]});
})();
