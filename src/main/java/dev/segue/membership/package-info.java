/** From verdicts to changes: enter, exit, stay, cooldown, holdout; all that is kept of one customer. */
package dev.segue.membership;
