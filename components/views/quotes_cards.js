// Quotations as cards. Words of the article only ever enter the page through textContent.
// data: { groups: [{name, side, right, cards: [{id, start, end, who, badges: [[label, title, kind]], pieces: [[text, role]], foot, copy}]}],
//         chosen: id | null, text: class of the text's place on the page, labels: {list, show, copy, copied, correct: "" for who may not} }
const drawn = new WeakMap();

function make(tag, kind, text) {
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  if (text !== undefined) element.textContent = text;
  return element;
}

async function toClipboard(text, near) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {                                // no clipboard without https: the old way, through a selection
    const area = make("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    near.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

// on a narrow screen the text stands below the cards, not beside them: the page moves there and back
const stacked = () => window.matchMedia("(max-width: 640px)").matches;

function drawCard(card, labels) {
  const item = make("li", "card");
  item.dataset.id = card.id;
  const badges = make("div", "badges");
  if (card.who) badges.append(make("strong", "", card.who));
  for (const [label, title, kind] of card.badges) {
    const badge = make("span", "badge " + kind, label);
    if (title) badge.title = title;
    badges.append(badge);
  }
  const words = make("p", "words");
  for (const [text, role] of card.pieces) words.append(make("span", role, text));
  const actions = make("div", "actions");
  const show = make("button", "show", labels.show);
  const copy = make("button", "copy", labels.copy);
  show.type = copy.type = "button";
  copy.title = card.copy;
  actions.append(show, copy);
  if (labels.correct) {
    const correct = make("button", "correct", labels.correct);
    correct.type = "button";
    actions.append(correct);
  }
  item.append(badges, words, make("div", "foot", card.foot), actions);
  return item;
}

export default function (component) {
  const { parentElement, setTriggerValue } = component;
  const data = component.data?.[0];
  const root = parentElement.querySelector(".cards");
  if (!root || !data) return;
  const state = drawn.get(parentElement) || { groups: null, chosen: null };
  drawn.set(parentElement, state);
  root.setAttribute("aria-label", data.labels.list);

  const content = JSON.stringify([data.groups, data.labels]);
  if (state.groups !== content) {
    state.groups = content;
    state.chosen = null;
    state.cards = new Map();
    const fragment = document.createDocumentFragment();
    for (const group of data.groups) {
      const section = make("section", "group");
      if (group.name) {
        const who = make("div", "who");
        who.append(make("span", "name", group.name), make("span", "side", group.side), make("span", "side right", group.right));
        section.append(who);
      }
      const list = make("ul");
      for (const card of group.cards) {
        const item = drawCard(card, data.labels);
        state.cards.set(card.id, [item, card]);
        list.append(item);
      }
      section.append(list);
      fragment.append(section);
    }
    root.replaceChildren(fragment);
  }

  if (state.chosen !== data.chosen) {
    state.cards.get(state.chosen)?.[0].classList.remove("chosen");
    state.chosen = data.chosen;
    if (state.picked !== data.chosen) state.picked = null;
    const item = state.cards.get(data.chosen)?.[0];
    if (item) {
      item.classList.add("chosen");
      const top = item.getBoundingClientRect().top - root.getBoundingClientRect().top;
      const visible = top >= 40 && top + Math.min(item.offsetHeight, 160) <= root.clientHeight;
      if (!visible) root.scrollTo({ top: root.scrollTop + top - 56, behavior: "instant" });
      if (stacked() && state.picked !== data.chosen) item.scrollIntoView({ block: "center" });
    }
  }

  root.onclick = async (event) => {
    const item = event.target.closest(".card");
    if (!item) return;
    const card = state.cards.get(item.dataset.id)[1];
    const copy = event.target.closest("button.copy");
    if (copy) {
      await toClipboard(card.copy, item);
      copy.textContent = data.labels.copied;
      setTimeout(() => { copy.textContent = data.labels.copy; }, 2000);
      return;
    }
    if (String(window.getSelection())) return;       // somebody marks words to copy them
    state.picked = card.id;
    if (stacked()) document.querySelector("." + data.text)?.scrollIntoView({ block: "start" });
    const correct = Boolean(event.target.closest("button.correct"));
    setTriggerValue("chosen", { finding: card.id, start: card.start, end: card.end, correct });
  };
  return () => { root.onclick = null; drawn.delete(parentElement); };
}
