// What a later version changes, as a list under headings; choosing a change tells which.
// data: { groups: [{ title, rows: [{ index, change, badge, what, words: [[turn, text]], note }] }], current, label, language }
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const list = parentElement.querySelector(".changes");
  if (!list || !data) return;
  list.setAttribute("aria-label", data.label);
  const active = parentElement.activeElement ?? document.activeElement;
  const focused = active?.dataset?.index;
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const ELEMENTS = { old: "del", new: "ins", same: "span" };
  const entry = (row) => {
    const button = make("button", row.change);
    button.type = "button";
    button.dataset.index = row.index;
    if (row.index === data.current) button.setAttribute("aria-current", "true");
    const head = make("small", "head");
    head.append(make("b", "badge", row.badge));
    if (row.what) head.append(make("span", "", row.what));
    button.append(head);
    const words = make("span", "words");
    words.lang = data.language;
    row.words.forEach(([turn, text], k) => {
      // the blank before a run stays outside its line
      const bare = text.trimStart();
      if (k && bare.length < text.length) words.append(document.createTextNode(" "));
      words.append(make(ELEMENTS[turn] ?? "span", "", bare));
    });
    button.append(words);
    if (row.note) button.append(make("small", "note", row.note));
    button.onclick = () => setTriggerValue("picked", row.index);
    const item = make("li");
    item.append(button);
    return item;
  };
  list.replaceChildren(...data.groups.map((group) => {
    const section = make("section");
    section.append(make("h2", "", group.title));
    const entries = make("ol");
    entries.append(...group.rows.map(entry));
    section.append(entries);
    return section;
  }));
  if (focused !== undefined) list.querySelector(`button[data-index="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}
