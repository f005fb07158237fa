/**
 * Who may do what: which role a call needs, who a caller is by their token, and how instances know each other.
 */
package dev.segue.query.access;
