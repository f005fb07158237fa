/** What deploys Segue (image, compose file, Helm chart) against the code that it deploys. */
package dev.segue.deploy;
