/** Whether anything that Segue tells operators names a customer: logs, metrics, headers of dead letters. */
package dev.segue.privacy;
