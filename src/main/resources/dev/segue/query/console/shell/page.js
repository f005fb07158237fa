import { to } from "../router.js";
import { html, useEffect, useRef, useState } from "../view.js";
import { Problem } from "./states.js";

/** The pages by the names of their places; each is loaded when it is first gone to. */
const PAGES = {
  overview: { title: "Segments", load: () => import("../overview/page.js") },
  segments: { title: "Segment", load: () => import("../segment/page.js") },
  customers: { title: "Customers", load: () => import("../customer/page.js") },
  author: { title: "Author", load: () => import("../author/page.js") },
};

/** The page of a place. */
export function Page({ place }) {
  const page = PAGES[place.name];
  const [views, setViews] = useState({});
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    setProblem(null);
    document.title = [place.id, page?.title, "Segue"].filter(Boolean).join(" · ");
    page?.load().then((module) => setViews((known) => ({ ...known, [place.name]: module.default })), setProblem);
  }, [place]);
  useFocusOnArrival(place);
  if (!page) {
    return html`<p class="notice">There is no such page. <a href=${to("overview")}>To the segments</a></p>`;
  }
  if (problem) {
    return html`<${Problem} problem=${new Error("This page could not be loaded. Load it again.")} />`;
  }
  const View = views[place.name];
  return View && html`<${View} key=${place.name + "/" + place.id} id=${place.id} />`;
}

/** Whoever goes on by keyboard, or listens, is at the beginning of the new page; not so on the first. */
function useFocusOnArrival(place) {
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) {
      scrollTo(0, 0);
      document.getElementById("main").focus();
    }
    first.current = false;
  }, [place]);
}
