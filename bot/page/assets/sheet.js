// An answer to take along: the question from the window that opened the page, print, copy.
"use strict";
(() => {
  // Kept with this tab's history, so that it outlives a reload and is never in the address.
  function question() {
    if (history.state?.question) return history.state.question;
    try {
      return window.opener?.fotnot.questionOf(location.search) || "";
    } catch {
      return ""; // opened by a page of another address, or by a link
    }
  }

  const asked = question();
  if (asked) {
    history.replaceState({question: asked}, "");
    const section = document.querySelector(".question");
    section.querySelector("p").textContent = asked;
    section.hidden = false;
  }

  const texts = {
    copy: () => document.querySelector("main").innerText,
    link: () => location.href,
  };

  document.querySelector(".tools").addEventListener("click", event => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.does === "print") return window.print();
    navigator.clipboard?.writeText(texts[button.dataset.does]()).then(() => {
      document.querySelector(".said").textContent = button.dataset.said;
    });
  });
})();
