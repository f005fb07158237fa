import { useEffect, useState } from "../view.js";

/** Whether somebody can see the page. One that nobody sees keeps no connection: a browser has few of them for all its tabs. */
export function useVisible() {
  const [visible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const turn = () => setVisible(!document.hidden);
    document.addEventListener("visibilitychange", turn);
    return () => document.removeEventListener("visibilitychange", turn);
  }, []);
  return visible;
}
