// A list of passages, each a sentence with its words marked; choosing one tells which.
// data: { items: [{lead, before, words, after, note}], current: index | -1, height: css length | null, language: code }
export default function (component) {
  const { parentElement, setTriggerValue } = component;
  const data = component.data?.[0];
  const list = parentElement.querySelector("ol");
  if (!list || !data) return;
  if (data.height) list.style.setProperty("--most-height", data.height);
  const active = parentElement.activeElement ?? document.activeElement;
  const focused = [...list.querySelectorAll("button")].indexOf(active);
  const line = (words, name) => {
    const element = document.createElement("small");
    element.className = name;
    element.textContent = words;
    return element;
  };
  list.replaceChildren(...data.items.map((item, index) => {
    const button = document.createElement("button");
    button.type = "button";
    if (index === data.current) button.setAttribute("aria-current", "true");
    if (item.lead) button.append(line(item.lead, "lead"));
    const words = document.createElement("strong");
    words.textContent = item.words;
    const sentence = document.createElement("span");
    sentence.lang = data.language;
    sentence.append(document.createTextNode(item.before));
    if (item.words) sentence.append(words);
    sentence.append(document.createTextNode(item.after));
    button.append(sentence);
    if (item.note) button.append(line(item.note, "note"));
    button.onclick = () => setTriggerValue("picked", index);
    const entry = document.createElement("li");
    entry.append(button);
    return entry;
  }));
  if (focused >= 0) list.querySelectorAll("button")[focused]?.focus({ preventScroll: true });
}
