/** The published segments: reading the definitions topic, planning what a new set changes, publishing it as one. */
package dev.segue.catalog;
