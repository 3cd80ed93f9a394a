// The page's own script: chips and their notes, the article's pane, names for what Gradio leaves
// unnamed, and one announcement an answer. Gradio's parts do the rest.
"use strict";
window.fotnot = (() => {
  const WIDE = window.matchMedia("(min-width: 64rem)");
  const FINE = window.matchMedia("(pointer: fine)");
  const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");
  const SETTLED_MS = 700;
  const BUTTONS = ["copy", "retry", "dislike", "like"]; // in Gradio's order
  let read = "";
  let words = {};
  let place = {language: "", article: ""};
  let note = null;
  let noted = null;
  let cameFrom = null;
  let settling = 0;
  let announced = "";
  let questions = 0;
  let following = false;
  let askPage = null;

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const side = () => one("#side");
  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  // ---- Where the reader is: language and article, from the address or the browser.

  function whereNow(language, slug) {
    const asked = new URLSearchParams(location.search);
    const known = ["sv", "en", "no", "da", "de", "fi"];
    const spoken = [asked.get("lang"), ...navigator.languages]
      .filter(Boolean)
      .map(tag => tag.toLowerCase().split(/[-_]/)[0])
      .map(tag => (tag === "nb" || tag === "nn" ? "no" : tag));
    return [spoken.find(tag => known.includes(tag)) || language, asked.get("article") || slug || ""];
  }

  function head(element, move) {
    element.addEventListener("click", event => {
      const link = event.target.closest(".languages a");
      if (link) {
        event.preventDefault();
        history.replaceState(null, "", link.getAttribute("href"));
        move({language: link.hreflang});
      }
      if (event.target.closest(".reader-open")) showReader(!isOpen());
      if (event.target.closest(".skip")) {
        event.preventDefault();
        one("#question textarea")?.focus();
      }
    });
    new MutationObserver(readHead).observe(element, {
      attributes: true, childList: true, subtree: true,
    });
    new ResizeObserver(([box]) =>
      document.documentElement.style.setProperty("--head", `${box.contentRect.height}px`),
    ).observe(element);
    readHead();
  }

  function readHead() {
    const found = one(".head");
    if (!found || found.dataset.words === read) return;
    read = found.dataset.words;
    words = JSON.parse(found.dataset.words);
    place = {language: found.dataset.language, article: found.dataset.article};
    document.documentElement.lang = place.language;
    document.title = words.title;
    nameThings();
    sayIfOpen();
    sayIfOriginal();
  }

  // ---- The article's pane.

  const isOpen = () => side()?.classList.contains("open");

  function showReader(open) {
    side().classList.toggle("open", open);
    sayIfOpen();
    if (open && !WIDE.matches) side().scrollIntoView({behavior: pace(), block: "start"});
  }

  function sayIfOpen() {
    const button = one(".reader-open");
    if (!button) return;
    button.setAttribute("aria-expanded", String(Boolean(isOpen())));
    const label = isOpen() ? words.hide_article : words.show_article;
    if (button.textContent !== label) button.textContent = label;
  }

  // The switch between the translation and the article's own words; nothing where all is original.
  function sayIfOriginal() {
    const button = one(".reader-original");
    if (!button) return;
    const original = side().classList.contains("original");
    const label = original ? words.show_translation : words.show_original;
    if (button.textContent !== label) button.textContent = label;
  }

  function showOriginal() {
    const top = one(".reader-body").scrollTop;
    side().classList.toggle("original");
    sayIfOriginal();
    one(".reader-body").scrollTop = top;
  }

  const pace = () => (CALM.matches ? "auto" : "smooth");

  function reader(element, ask) {
    askPage = ask;
    element.addEventListener("click", event => {
      const link = event.target.closest("a[href^='#']");
      const question = event.target.closest(".asks button.ask");
      if (link) {
        event.preventDefault();
        show(link.getAttribute("href").slice(1));
      } else if (question) {
        closeQuestions();
        if (!WIDE.matches) one("#talk").scrollIntoView({behavior: pace()});
        ask({question: question.textContent});
      } else if (event.target.closest(".asks .close")) closeQuestions(true);
      else if (event.target.closest(".reader-close")) leaveReader(true);
      else if (event.target.closest(".reader-original")) showOriginal();
      else if (event.target.closest(".reader-back")) leaveReader(!WIDE.matches);
      else if (event.target.closest(".sentence") && !String(getSelection()))
        offerQuestions(event.target.closest(".sentence"));
    });
    element.addEventListener("keydown", event => walk(event, element));
    if (WIDE.matches) showReader(true);
    new MutationObserver(() => {
      markCited();
      sayIfOriginal();
    }).observe(element, {childList: true, subtree: true});
  }

  function walk(event, element) {
    const here = document.activeElement;
    if (event.key === "Escape" && one(".asks")) return closeQuestions(true);
    if (event.key === "Enter" && here.classList.contains("sentence"))
      return offerQuestions(here);
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (!step || !(here.matches(".reader-body, .sentence"))) return;
    event.preventDefault();
    const sentences = all(".sentence", element);
    const at = sentences.indexOf(here);
    const next = sentences[at < 0 ? 0 : Math.min(Math.max(at + step, 0), sentences.length - 1)];
    next.focus({preventScroll: true});
    next.scrollIntoView({block: "nearest"});
  }

  function show(id) {
    const target = document.getElementById(id);
    if (!target) return;
    showReader(true);
    all(".shown").forEach(other => other.classList.remove("shown"));
    target.classList.add("shown");
    const details = one("details", target);
    if (details) details.open = true;
    target.focus({preventScroll: true});
    target.scrollIntoView({behavior: pace(), block: "center"});
  }

  function leaveReader(close) {
    if (close) showReader(false);
    const back = cameFrom && cameFrom.isConnected ? cameFrom : one("#question textarea");
    back.focus({preventScroll: true});
    back.scrollIntoView({behavior: pace(), block: "center"});
    one(".reader-back").hidden = true;
  }

  async function offerQuestions(sentence) {
    closeQuestions();
    const found = await questionsOf(sentence.id);
    closeQuestions();
    const box = make("span", "asks");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", words.questions);
    box.append(make("span", "asks-title", found.length ? words.questions : words.no_questions));
    for (const question of found) {
      const button = make("button", "ask", question);
      button.type = "button";
      button.lang = place.language;
      box.append(button);
    }
    const close = make("button", "close", words.close);
    close.type = "button";
    box.append(close);
    sentence.after(box);
    one("button", box).focus({preventScroll: true});
    box.scrollIntoView({behavior: pace(), block: "nearest"});
  }

  // From the HTTP API beside the page; none where it can't be had.
  async function questionsOf(sentence) {
    const path = `v1/articles/${encodeURIComponent(place.article)}/sentences/${sentence}`;
    try {
      const response = await fetch(`${path}?lang=${place.language}`);
      return response.ok ? (await response.json()).questions : [];
    } catch {
      return [];
    }
  }

  function closeQuestions(refocus = false) {
    const box = one(".asks");
    if (!box) return;
    const sentence = box.previousElementSibling;
    box.remove();
    if (refocus) sentence.focus({preventScroll: true});
  }

  // ---- Chips: what stands behind a number, on hover or focus; the sentence itself on a click.

  function openNote(chip) {
    closeNote();
    const entry = document.getElementById(`ref-${chip.textContent}`);
    if (!entry) return;
    note = make("div", "note");
    note.id = "note";
    note.setAttribute("role", "tooltip");
    note.append(make("strong", "", numbered(chip.textContent)));
    const content = one(".entry", entry).cloneNode(true);
    note.append(content);
    document.body.append(note);
    chip.setAttribute("aria-describedby", "note");
    noted = chip;
    placeNote();
    note.addEventListener("mouseleave", closeNote);
  }

  // Beside its chip, within the window; gone with the chip.
  function placeNote() {
    const at = noted.getBoundingClientRect();
    const log = one("#chat [role=log]").getBoundingClientRect();
    if (!noted.isConnected || at.bottom < log.top || at.top > log.bottom) return closeNote();
    const wide = Math.min(note.offsetWidth, innerWidth - 16);
    note.style.left = `${Math.max(8, Math.min(at.left - 16, innerWidth - wide - 8))}px`;
    const below = at.bottom + note.offsetHeight + 8 < innerHeight;
    note.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - note.offsetHeight - 4)}px`;
  }

  function closeNote() {
    note?.remove();
    note = null;
    all("[aria-describedby=note]").forEach(chip => chip.removeAttribute("aria-describedby"));
  }

  const numbered = number => (words.reference || "{number}").replace("{number}", number);

  document.addEventListener("mouseover", event => {
    const chip = event.target.closest?.("#chat a.chip");
    if (chip) openNote(chip);
  });
  document.addEventListener("mouseout", event => {
    if (event.target.closest?.("#chat a.chip"))
      setTimeout(() => note && !note.matches(":hover") && !one("a.chip:hover, a.chip:focus") && closeNote(), 150);
  });
  document.addEventListener("focusin", event => {
    const chip = event.target.closest?.("#chat a.chip");
    if (chip?.matches(":focus-visible")) openNote(chip);
    else if (!event.target.closest?.(".note")) closeNote();
  });
  document.addEventListener("keydown", event => event.key === "Escape" && closeNote());
  document.addEventListener("scroll", () => note && placeNote(), {capture: true, passive: true});
  document.addEventListener("click", event => {
    const link = event.target.closest?.("#chat a.chip, #chat a.way, #chat .ask");
    if (!link) return;
    event.preventDefault();
    if (link.matches(".ask")) return askPage({question: link.textContent});
    closeNote();
    cameFrom = link;
    one(".reader-back").hidden = false;
    show(link.getAttribute("href").slice(1));
  });

  // ---- An answer to take along: its question is told to the window that is opened, not in the link.

  const taken = new Map();
  const questionOf = search => taken.get(search) || "";

  document.addEventListener("click", event => {
    const link = event.target.closest?.("#chat a.take");
    if (!link) return;
    event.preventDefault();
    const before = messages("user").filter(
      asked => asked.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    taken.set(link.search, before.at(-1)?.innerText.trim() || "");
    window.open(link.href, "_blank");
  });

  // ---- The chat: names for its parts, what has been cited, one announcement an answer.

  const messages = side => all(`#chat [data-testid=${side}]`);

  function nameThings() {
    const log = one("#chat [role=log]");
    if (log && words.conversation) {
      log.setAttribute("aria-label", words.conversation);
      log.setAttribute("aria-live", "off"); // every step of a growing answer would be read out
    }
    for (const [side, label] of [["user", words.asked], ["bot", words.answered]])
      for (const message of messages(side)) {
        if (message.getAttribute("aria-label") === label) continue;
        message.setAttribute("aria-label", label);
        message.setAttribute("role", "group");
      }
    for (const chip of all("#chat a.chip:not([aria-label])"))
      chip.setAttribute("aria-label", numbered(chip.textContent));
    for (const row of all("#chat .message-buttons-left")) {
      const buttons = all("button", row);
      const does = BUTTONS.slice();
      if (buttons.length < does.length) does.splice(1, 1); // only the last answer can be retried
      if (buttons.length === does.length) buttons.forEach((button, at) => name(button, does[at]));
    }
    all("#chat .top-panel button").forEach(button => name(button, "clear"));
    all("#chat [aria-label='Scroll down']").forEach(button => name(button, "down"));
    translateLost();
    const box = one("#question");
    for (const does of ["submit", "stop"]) {
      const button = box && one(`.${does}-button`, box);
      if (button) name(button, does);
    }
  }

  // Gradio names its buttons in the browser's language, or in English; the page in the reader's.
  function name(button, does) {
    button.dataset.does = does;
    if (!words[does] || button.getAttribute("aria-label") === words[does]) return;
    button.title = words[does];
    button.setAttribute("aria-label", words[does]);
  }

  // Gradio's own notice of a lost connection is in English, whatever the reader's language.
  function translateLost() {
    const [title, ...rest] = (words.offline || "").split(/(?<=\.) /);
    for (const text of all("[data-testid=toast-text]")) {
      if (!title || !/^Connection/.test(text.textContent)) continue;
      const toast = text.closest("[data-testid=toast-body]");
      write(text, rest.join(" "));
      write(one(".toast-title", toast), title);
      one("[data-testid=toast-close]", toast)?.setAttribute("aria-label", words.close);
    }
  }

  // In the text's own node: Gradio goes on to hold it.
  function write(element, text) {
    const node = element && [...element.childNodes].find(each => each.nodeType === Node.TEXT_NODE);
    if (node) node.data = text;
  }

  function markCited() {
    all(".cited").forEach(other => other.classList.remove("cited"));
    for (const chip of all("#chat a.chip:not([href^='#ref-'])"))
      for (const id of [chip.getAttribute("href").slice(1), `ref-${chip.textContent}`])
        document.getElementById(id)?.classList.add("cited");
    for (const entry of all(".references > .cited")) entry.dataset.cited = words.cited;
  }

  function changed() {
    nameThings();
    markCited();
    followQuestion();
    clearTimeout(settling);
    settling = setTimeout(announce, SETTLED_MS);
  }

  // A new question goes to the top of the chat, so that its answer is read from its beginning;
  // until the answer has settled, unless the reader scrolls.
  function followQuestion() {
    const asked = messages("user");
    if (asked.length > questions) following = true;
    const lost = document.activeElement === document.body;
    if (asked.length !== questions && lost && FINE.matches) one("#question textarea")?.focus();
    questions = asked.length;
    if (!following || !asked.length) return;
    const log = one("#chat [role=log]");
    log.scrollTop += asked.at(-1).getBoundingClientRect().top - log.getBoundingClientRect().top - 16;
  }

  for (const moving of ["wheel", "touchmove", "keydown"])
    document.addEventListener(moving, () => (following = false), {capture: true, passive: true});

  function announce() {
    following = false;
    const last = messages("bot").at(-1);
    const where = one(".announcer");
    const text = last ? plain(last) : "";
    if (!where || text === announced) return;
    announced = text;
    where.lang = one("[lang]", last)?.lang || place.language;
    where.textContent = text;
  }

  // An answer as a person would paste it: numbers in brackets, addresses written out.
  function plain(message) {
    const copy = message.cloneNode(true);
    all("a.way, a.take, .care", copy).forEach(extra => extra.remove());
    all("a.chip", copy).forEach(chip => chip.replaceWith(`[${chip.textContent}]`));
    all("a[href^='http']", copy).forEach(link => link.replaceWith(link.href));
    all("p, li, blockquote, div", copy).forEach(block => block.append("\n"));
    return copy.textContent.replace(/[ \t]+/g, " ").replace(/ ?\n\s*/g, "\n\n").trim();
  }

  // Gradio would copy the Markdown with the chips' markup.
  document.addEventListener("click", event => {
    const button = event.target.closest?.("#chat button[data-does=copy]");
    const row = button?.closest(".message-buttons");
    const message = row && all("[data-testid=bot]", row.previousElementSibling || row).at(-1);
    if (!message) return;
    event.stopPropagation();
    navigator.clipboard?.writeText(plain(message)).then(() => {
      const where = one(".announcer");
      if (where) Object.assign(where, {lang: place.language, textContent: words.copied});
      button.classList.add("done");
      setTimeout(() => button.classList.remove("done"), 1500);
    });
  }, true);

  // What is selected and copied holds the brackets that the chips are drawn without.
  document.addEventListener("copy", event => {
    const selected = getSelection();
    const chips = all("#chat a.chip").filter(chip => selected.containsNode(chip, true));
    if (!chips.length || !event.clipboardData) return;
    const brackets = chips.flatMap(chip => ["[", "]"].map(text => document.createTextNode(text)));
    chips.forEach((chip, at) => {
      chip.prepend(brackets[2 * at]);
      chip.append(brackets[2 * at + 1]);
    });
    const copy = make("div");
    for (let at = 0; at < selected.rangeCount; at++)
      copy.append(selected.getRangeAt(at).cloneContents());
    all("a.chip", copy).forEach(chip => chip.replaceWith(chip.textContent));
    event.clipboardData.setData("text/plain", selected.toString());
    event.clipboardData.setData("text/html", copy.innerHTML);
    event.preventDefault();
    brackets.forEach(bracket => bracket.remove());
  });

  new MutationObserver(changed).observe(document.documentElement, {
    childList: true, subtree: true, characterData: true,
  });

  // The conversation outlives a reload, in this tab alone.

  const KEPT = "fotnot-chat";
  const MOST_KEPT = 95000; // characters; the server takes no longer conversation

  function keep(chat) {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(chat));
    } catch {
      // Without storage the conversation ends with the page.
    }
  }

  function kept() {
    try {
      const chat = sessionStorage.getItem(KEPT) || "";
      return chat.length < MOST_KEPT ? JSON.parse(chat) || [] : [];
    } catch {
      return [];
    }
  }

  const before = kept(); // read before Gradio's empty chat is kept in its place

  const begin = (language, slug) => [...whereNow(language, slug), before];

  return {head, reader, begin, keep, questionOf};
})();
