/** Certificates and keys from PEM files, and what is made of them. */
package dev.segue.query.tls;
