import { Cell } from "../cell.js";

/** Whether the service answers. */
class Connection extends Cell {
  constructor() {
    super("reached");
  }

  lose() {
    this.value = "lost";
  }

  reach() {
    this.value = "reached";
  }
}

/** `reached` or `lost`. */
export const connection = new Connection();
