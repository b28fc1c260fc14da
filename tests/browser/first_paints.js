// Notes for the elements of two kinds how long after they came to the page they could be seen.
(() => {
  const watched = ["posture-coach-card", "hui-tile-card"];
  const paints = (window.firstPaints = []);
  const isFilled = (root) =>
    root.textContent.trim() !== "" ||
    [...root.querySelectorAll("*")].some((each) => each.shadowRoot && isFilled(each.shadowRoot));
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...given) {
    const root = attach.apply(this, given);
    if (watched.includes(this.localName)) {
      const name = this.localName;
      const began = performance.now();
      const look = () => {
        if (!isFilled(root)) return requestAnimationFrame(look);
        // The frame is painted between this and the next task.
        const channel = new MessageChannel();
        channel.port1.onmessage = () => paints.push({ name, ms: performance.now() - began });
        channel.port2.postMessage(null);
      };
      requestAnimationFrame(look);
    }
    return root;
  };
})();
