// Selecting words of the text: by mouse, by touch, or with the keyboard; a bar then offers what they may become.
// Offsets are counted in code points, as everywhere in Wortlaut; the browser counts UTF-16 units.
// data.deeds: [[[code, label], …], …] groups of buttons | null where the reader may not correct; data.selecting: {bar, chosen}
const WAIT = 200;                         // milliseconds a selection must rest before the bar comes

const codePoints = (words) => { let count = 0; for (const _ of words) count += 1; return count; };

function units(words, count) {            // UTF-16 units of the first `count` code points
  let at = 0;
  for (const sign of words) {
    if (count <= 0) break;
    count -= 1;
    at += sign.length;
  }
  return at;
}

// The text's own nodes with the offset each begins at; read off the page, so that nothing can differ from what is shown.
function nodesOf(text) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push([node, at]);
    at += codePoints(node.data);
  }
  return { nodes, length: at };
}

function offsetOf({ nodes, length }, container, units) {
  if (container.nodeType === Node.TEXT_NODE) {
    const found = nodes.find(([node]) => node === container);
    return found ? found[1] + codePoints(container.data.slice(0, units)) : null;
  }
  const border = document.createRange();
  border.setStart(container, units);
  const next = nodes.find(([node]) => border.comparePoint(node, 0) >= 0);
  return next ? next[1] : length;
}

function borderAt({ nodes }, offset) {
  const found = nodes.findLast(([, at]) => at <= offset);
  return found ? [found[0], units(found[0].data, offset - found[1])] : null;
}

function browserRange(text) {
  const root = text.getRootNode();
  const selection = selectionOf(text);
  if (!selection) return null;
  if (!root.getSelection && root instanceof ShadowRoot && selection.getComposedRanges) {
    try { return selection.getComposedRanges({ shadowRoots: [root] })[0] || null; } catch { return selection.getComposedRanges(root)[0] || null; }
  }
  return selection.rangeCount ? selection.getRangeAt(0) : null;
}

// Start and end of what is selected of the text, in code points; null where nothing of it is.
function selectedOffsets(text) {
  const range = browserRange(text);
  if (!range || range.collapsed) return null;
  const [first, last] = [text.contains(range.startContainer), text.contains(range.endContainer)];
  if (!first && !last) return null;
  const known = nodesOf(text);
  const start = first ? offsetOf(known, range.startContainer, range.startOffset) : 0;
  const end = last ? offsetOf(known, range.endContainer, range.endOffset) : known.length;
  return start !== null && end !== null && start < end ? [start, end] : null;
}

const selectionOf = (text) => text.getRootNode().getSelection?.() ?? window.getSelection();

function select(text, start, end) {
  const known = nodesOf(text);
  const from = borderAt(known, start), to = borderAt(known, end);
  if (from && to) selectionOf(text)?.setBaseAndExtent(...from, ...to);
}

function wordsOf(text) {                  // start and end of every word, in code points
  const words = [];
  let [at, read] = [0, 0];
  const whole = text.textContent;
  for (const match of whole.matchAll(/\S+/gu)) {
    at += codePoints(whole.slice(read, match.index));
    words.push([at, at + codePoints(match[0])]);
    read = match.index + match[0].length;
    at = words.at(-1)[1];
  }
  return words;
}

function drawBar(bar, data, act) {
  const groups = data.deeds.map((deeds) => {
    const group = document.createElement("div");
    group.className = "deeds";
    group.append(...deeds.map(([code, label]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.dataset.deed = code;
      button.onpointerdown = (event) => event.preventDefault();   // the selection stays
      button.onclick = () => act(code);
      return button;
    }));
    return group;
  });
  bar.replaceChildren(...groups);
  bar.setAttribute("aria-label", data.selecting.bar);
}

// Below the last selected line, above the first where the window ends; on a narrow screen the style sheet puts it at the foot.
function placeBar(bar, text) {
  const range = browserRange(text);
  if (!range) return;
  const live = document.createRange();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  const lines = [...live.getClientRects()].filter((line) => line.width);
  const first = lines[0] || live.getBoundingClientRect(), last = lines.at(-1) || first;
  const frame = text.parentElement.getBoundingClientRect(), shown = text.getBoundingClientRect();
  const below = Math.min(last.bottom, shown.bottom) + 6;
  const above = Math.max(first.top, shown.top) - bar.offsetHeight - 6;
  const top = below + bar.offsetHeight < window.innerHeight || above < 60 ? below : above;
  bar.style.top = `${top - frame.top}px`;
  bar.style.left = `${Math.max(0, Math.min(last.left - frame.left, frame.width - bar.offsetWidth))}px`;
}

// Watches the text; `report({code, start, end})` is called for a button pressed. Returns {selected, key, stop}.
function watchSelection(text, bar, said, data, report) {
  let timer = 0, shown = null, pressed = false;
  const hide = () => { shown = null; bar.hidden = true; said.textContent = ""; };
  const show = () => {
    const offsets = selectedOffsets(text);
    if (!offsets) { if (!bar.contains(text.getRootNode().activeElement)) hide(); return; }
    const words = [...text.textContent].slice(...offsets).join("").trim();
    if (!words) { hide(); return; }
    shown = offsets;
    bar.hidden = false;
    placeBar(bar, text);
    said.textContent = `${data.selecting.chosen} ${words}`;
  };
  const later = () => { clearTimeout(timer); if (!pressed) timer = setTimeout(show, WAIT); };
  const down = (event) => { pressed = event.pointerType === "mouse"; };
  const up = () => { pressed = false; later(); };
  const moved = () => { if (shown) placeBar(bar, text); };
  drawBar(bar, data, (code) => {
    if (!shown) return;
    const [start, end] = shown;
    hide();
    selectionOf(text)?.removeAllRanges();
    report({ code, start, end });
  });
  hide();
  document.addEventListener("selectionchange", later);
  document.addEventListener("pointerup", up);
  document.addEventListener("pointercancel", up);
  text.addEventListener("pointerdown", down);
  text.addEventListener("scroll", moved, { passive: true });
  const leave = (event) => {
    if (event.key !== "Escape") return;
    text.focus({ preventScroll: true });
    selectionOf(text)?.removeAllRanges();
    hide();
  };
  bar.addEventListener("keydown", leave);
  return {
    // Shift and an arrow select word by word from the mark the keyboard stands at; with Alt or Ctrl the beginning moves instead.
    key(event, from) {
      if (event.key === "Escape" && shown) { leave(event); return true; }
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!event.shiftKey || !step) return false;
      const words = wordsOf(text);
      const now = selectedOffsets(text);
      let [start, end] = now || from || words[0] || [0, 0];
      const first = words.findIndex(([, last]) => last > start);
      const last = words.findLastIndex(([begin]) => begin < end);
      if (!now) [start, end] = [words[first]?.[0] ?? start, words[last]?.[1] ?? end];
      else if (event.altKey || event.ctrlKey) start = words[Math.max(0, Math.min(first + step, last))][0];
      else end = words[Math.max(first, Math.min(last + step, words.length - 1))][1];
      select(text, start, end);
      later();
      return true;
    },
    stop() {
      clearTimeout(timer);
      document.removeEventListener("selectionchange", later);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", up);
      text.removeEventListener("pointerdown", down);
      text.removeEventListener("scroll", moved);
      bar.removeEventListener("keydown", leave);
    },
  };
}
