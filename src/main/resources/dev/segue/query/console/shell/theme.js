const KEY = "segue.theme";

const dark = matchMedia("(prefers-color-scheme: dark)");

function chosen() {
  return localStorage.getItem(KEY);
}

/** Light or dark as chosen here; where nothing was, as the system has it. */
export function applyTheme() {
  const theme = chosen();
  if (theme) {
    document.documentElement.dataset.theme = theme;
  }
}

export function isDark() {
  return chosen() ? chosen() === "dark" : dark.matches;
}

export function turnTheme() {
  localStorage.setItem(KEY, isDark() ? "light" : "dark");
  applyTheme();
}
