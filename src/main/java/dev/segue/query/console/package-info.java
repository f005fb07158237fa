/**
 * The web console: pages, styles and ES modules as they lie beside this package's classes, and the libraries that they import, from
 * WebJars. All that the pages show, they ask of the public API.
 */
package dev.segue.query.console;
