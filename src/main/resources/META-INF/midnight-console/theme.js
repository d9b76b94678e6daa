// Sets the colours that were chosen before anything is drawn.
"use strict";
try {
  const chosen = localStorage.getItem("midnight-theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be forbidden: the system's colours are used.
}
