// The article's text with its marks, and the legend whose entries switch layers on and off.
// Article text only ever enters the page through textContent.
// data: { pieces: [[text, [mark index, shortest first]]], marks: [[finding, start, end, layer]],
//         layers: [[layer, label, count]], colours: {light: {layer: colour}, dark: {…}},
//         chosen: finding, here: [first piece, last piece] | null, turn: any, label: text, language: code, height: css length | null,
//         deeds, selecting: see text_selecting.js, which stands before this file }
const HIDDEN = "wortlaut.hidden-layers";
const drawn = new WeakMap();

function hiddenLayers() {
  try { return new Set(JSON.parse(sessionStorage.getItem(HIDDEN) || "[]")); } catch { return new Set(); }
}

function isDark(element) {
  const probe = document.createElement("span");
  probe.style.color = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const parts = (probe.style.color.match(/\d+(\.\d+)?/g) || [255, 255, 255]).map(Number);
  return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] < 128;
}

function drawLegend(legend, data, hidden, changed) {
  const buttons = data.layers.map(([layer, label, count]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", String(!hidden.has(layer)));
    const sample = document.createElement("span");
    sample.className = "sample " + layer;
    sample.textContent = label;
    const number = document.createElement("span");
    number.className = "count";
    number.textContent = count;
    button.append(sample, number);
    button.onclick = () => {
      if (!hidden.delete(layer)) hidden.add(layer);
      try { sessionStorage.setItem(HIDDEN, JSON.stringify([...hidden])); } catch { /* private windows may forbid it */ }
      button.setAttribute("aria-pressed", String(!hidden.has(layer)));
      changed();
    };
    return button;
  });
  legend.replaceChildren(...buttons);
}

function drawText(text, data, hidden) {
  const fragment = document.createDocumentFragment();
  const begun = new Set();
  const label = Object.fromEntries(data.layers.map(([layer, name]) => [layer, name]));
  data.pieces.forEach(([words, all], number) => {
    const here = data.here && number >= data.here[0] && number <= data.here[1];
    const indices = all.filter((i) => !hidden.has(data.marks[i][3]) || data.marks[i][0] === data.chosen);
    if (!indices.length && !here) {
      fragment.append(document.createTextNode(words));
      return;
    }
    const element = document.createElement("span");
    element.textContent = words;
    const layers = indices.map((i) => data.marks[i][3]);
    element.classList.add("mark", ...layers);
    if (layers.filter((l) => l === "quotation").length > 1) element.classList.add("within");
    if (indices.some((i) => data.marks[i][0] === data.chosen)) element.classList.add("chosen");
    if (here) element.classList.add("here");
    if (indices.length) {
      element.dataset.marks = indices.join(" ");
      element.title = layers.map((l) => label[l]).join(" · ");
      const beginning = indices.filter((i) => !begun.has(i));
      if (beginning.length) {             // one stop of the keyboard for each mark, where it begins
        beginning.forEach((i) => begun.add(i));
        element.dataset.begins = "yes";
        element.setAttribute("role", "button");
        element.tabIndex = -1;
        element.setAttribute("aria-label", beginning.map((i) => label[data.marks[i][3]]).join(", ") + ": " + words.trim());
      }
    }
    fragment.append(element);
  });
  text.replaceChildren(fragment);
}

function bringIntoView(text) {            // moves the text within its frame, never the page
  const target = text.querySelector(".here");
  if (!target) return;
  const top = target.getBoundingClientRect().top - text.getBoundingClientRect().top;
  const visible = top > 40 && top < text.clientHeight - 80;
  if (!visible) text.scrollTo({ top: text.scrollTop + top - text.clientHeight / 3, behavior: "instant" });
}

export default function (component) {
  const { parentElement, setTriggerValue } = component;
  const data = component.data?.[0];
  const text = parentElement.querySelector(".text");
  const legend = parentElement.querySelector(".legend");
  if (!text || !legend || !data) return;
  const state = drawn.get(parentElement) || { stop: 0, turn: undefined, last: null };
  drawn.set(parentElement, state);
  const hidden = hiddenLayers();
  let stops = [];
  const bar = parentElement.querySelector(".selecting"), said = parentElement.querySelector(".said");
  state.watching?.stop();
  const watching = data.deeds ? watchSelection(text, bar, said, data, (deed) => setTriggerValue("deed", deed)) : null;
  state.watching = watching;

  text.setAttribute("aria-label", data.label);
  text.lang = data.language;
  if (data.height) text.style.setProperty("--most-height", data.height);
  const colours = isDark(text) ? data.colours.dark : data.colours.light;
  for (const [layer, colour] of Object.entries(colours)) {
    text.style.setProperty("--" + layer, colour);
    legend.style.setProperty("--" + layer, colour);
  }

  const redraw = () => {
    const active = parentElement.activeElement ?? document.activeElement;
    const focused = Boolean(active && active.classList.contains("mark") && text.contains(active));
    drawText(text, data, hidden);
    stops = [...text.querySelectorAll("[data-begins]")];
    state.stop = Math.min(state.stop, Math.max(0, stops.length - 1));
    if (stops.length) stops[state.stop].tabIndex = 0;
    if (watching) text.tabIndex = stops.length ? -1 : 0;   // without a mark the text itself is where the keyboard begins to select
    if (focused && stops.length) stops[state.stop].focus({ preventScroll: true });
  };
  drawLegend(legend, data, hidden, redraw);
  redraw();
  if (data.turn !== state.turn) {
    state.turn = data.turn;
    bringIntoView(text);
  }

  const stopAt = (index) => {
    if (stops[state.stop]) stops[state.stop].tabIndex = -1;
    state.stop = Math.max(0, Math.min(stops.length - 1, index));
    stops[state.stop].tabIndex = 0;
    return stops[state.stop];
  };
  const choose = (element) => {           // choosing the same words again goes on to the mark around them
    const indices = element.dataset.marks.split(" ").map(Number);
    const again = state.last && state.last.words === element.dataset.marks;
    const step = again ? (state.last.step + 1) % indices.length : 0;
    state.last = { words: element.dataset.marks, step };
    const [finding, start, end] = data.marks[indices[step]];
    setTriggerValue("chosen", { finding, start, end });
  };
  text.onclick = (event) => {
    const element = event.target.closest("[data-marks]");
    if (!element || selectedOffsets(text)) return;   // the reader is selecting words
    if (stops.includes(element)) stopAt(stops.indexOf(element));
    choose(element);
  };
  text.onkeydown = (event) => {
    const mark = event.target.dataset.marks?.split(" ").map((i) => data.marks[i])[0];
    if (watching?.key(event, mark && [mark[1], mark[2]])) { event.preventDefault(); return; }
    if (!event.target.dataset.begins) return;
    const to = { ArrowRight: state.stop + 1, ArrowDown: state.stop + 1, ArrowLeft: state.stop - 1, ArrowUp: state.stop - 1,
                 Home: 0, End: stops.length - 1 }[event.key];
    if (to !== undefined) { event.preventDefault(); stopAt(to).focus(); }
    else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(event.target); }
  };
  return () => { watching?.stop(); text.onclick = text.onkeydown = null; drawn.delete(parentElement); };
}
