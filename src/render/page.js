"use strict";
document.documentElement.classList.add("script");
const said = document.getElementById("said");
for (const box of document.querySelectorAll(".commands")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.setAttribute("aria-label", "Copy these commands");
  button.addEventListener("click", async () => {
    const text = box.querySelector("pre").textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(box.querySelector("pre"));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      if (!document.execCommand("copy")) {
        said.textContent = "The commands are selected; copy them with Ctrl+C.";
        return;
      }
    }
    said.textContent = "The commands are copied.";
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  box.append(button);
}
const unfold = document.getElementById("unfold");
const folded = document.querySelectorAll("main details");
addEventListener("beforeprint", () => { for (const one of folded) { one.open = true; } });
if (folded.length > 0) {
  unfold.hidden = false;
  unfold.addEventListener("click", () => {
    const open = unfold.getAttribute("aria-expanded") !== "true";
    for (const one of folded) { one.open = open; }
    unfold.setAttribute("aria-expanded", String(open));
    unfold.textContent = open ? "Fold all" : "Unfold all";
  });
}
for (const form of document.querySelectorAll(".filter")) {
  const rows = Array.from(document.querySelectorAll("#" + form.dataset.rows + " [data-status]"));
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const [text, status, output] = ["input", "select", "output"].map((tag) => form.querySelector(tag));
  const apply = () => {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, i) => {
      const fits = (!status.value || row.dataset.status === status.value)
        && words.every((word) => texts[i].includes(word));
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    output.textContent = shown + " of " + rows.length + " shown";
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}
