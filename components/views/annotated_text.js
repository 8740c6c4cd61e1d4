// The article's text with its marks. Article text only ever enters the page through textContent.
// data: { pieces: [[text, [mark index, shortest first]]], marks: [[finding, start, end, layer]], names: {layer: label},
//         colours: {light: {layer: colour}, dark: {…}}, chosen: finding, here: [first piece, last piece] | null, turn: any, label: text }
const drawn = new WeakMap();

function isDark(element) {
  const background = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const probe = document.createElement("span");
  probe.style.color = background;
  const parts = (probe.style.color.match(/\d+(\.\d+)?/g) || [255, 255, 255]).map(Number);
  return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] < 128;
}

function draw(root, data, choose) {
  const fragment = document.createDocumentFragment();
  const begun = new Set();
  data.pieces.forEach(([text, indices], number) => {
    const here = data.here && number >= data.here[0] && number <= data.here[1];
    if (!indices.length && !here) {
      fragment.append(document.createTextNode(text));
      return;
    }
    const element = document.createElement("span");
    element.textContent = text;
    const layers = indices.map((i) => data.marks[i][3]);
    element.classList.add("mark", ...layers);
    if (layers.filter((l) => l === "quotation").length > 1) element.classList.add("within");
    if (indices.some((i) => data.marks[i][0] === data.chosen)) element.classList.add("chosen");
    if (here) element.classList.add("here");
    if (indices.length) {
      element.dataset.marks = indices.join(" ");
      element.title = layers.map((l) => data.names[l]).join(" · ");
      const beginning = indices.filter((i) => !begun.has(i));
      if (beginning.length) {             // one stop of the keyboard for each mark, where it begins
        beginning.forEach((i) => begun.add(i));
        element.dataset.begins = beginning.join(" ");
        element.setAttribute("role", "button");
        element.tabIndex = -1;
        element.setAttribute("aria-label", beginning.map((i) => data.names[data.marks[i][3]]).join(", ") + ": " + text.trim());
      }
    }
    fragment.append(element);
  });
  root.replaceChildren(fragment);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".text");
  if (!root || !data) return;
  const state = drawn.get(parentElement) || { stop: 0, turn: null, last: null };
  drawn.set(parentElement, state);
  root.setAttribute("aria-label", data.label);
  const colours = isDark(root) ? data.colours.dark : data.colours.light;
  for (const [layer, colour] of Object.entries(colours)) root.style.setProperty("--" + layer, colour);

  const active = parentElement.activeElement ?? document.activeElement;
  const focused = active && active.classList && active.classList.contains("mark") && root.contains(active);
  draw(root, data);
  const stops = [...root.querySelectorAll("[data-begins]")];
  state.stop = Math.min(state.stop, Math.max(0, stops.length - 1));
  if (stops.length) stops[state.stop].tabIndex = 0;
  if (focused && stops.length) stops[state.stop].focus({ preventScroll: true });

  if (data.turn !== state.turn) {         // a new choice: bring its passage into view, without moving the page
    state.turn = data.turn;
    const target = root.querySelector(".here");
    if (target) {
      const top = target.getBoundingClientRect().top - root.getBoundingClientRect().top;
      const visible = top > 40 && top < root.clientHeight - 80;
      if (!visible) root.scrollTo({ top: root.scrollTop + top - root.clientHeight / 3, behavior: "instant" });
    }
  }

  const moveTo = (index) => {
    stops[state.stop].tabIndex = -1;
    state.stop = Math.max(0, Math.min(stops.length - 1, index));
    stops[state.stop].tabIndex = 0;
    stops[state.stop].focus();
  };
  const choose = (element) => {           // choosing the same words again goes on to the mark around them
    const indices = (element.dataset.marks || "").split(" ").map(Number);
    const again = state.last && state.last.words === element.dataset.marks;
    const next = again ? (state.last.step + 1) % indices.length : 0;
    state.last = { words: element.dataset.marks, step: next };
    const [finding, start, end] = data.marks[indices[next]];
    setTriggerValue("chosen", { finding, start, end });
  };
  root.onclick = (event) => {
    const element = event.target.closest("[data-marks]");
    if (!element || String(window.getSelection())) return;
    const stop = stops.indexOf(element);
    if (stop >= 0) { stops[state.stop].tabIndex = -1; state.stop = stop; element.tabIndex = 0; }
    choose(element);
  };
  root.onkeydown = (event) => {
    if (!event.target.classList.contains("mark")) return;
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (move) { event.preventDefault(); moveTo(state.stop + move); }
    else if (event.key === "Home") { event.preventDefault(); moveTo(0); }
    else if (event.key === "End") { event.preventDefault(); moveTo(stops.length - 1); }
    else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(event.target); }
  };
  return () => { root.onclick = root.onkeydown = null; drawn.delete(parentElement); };
}
