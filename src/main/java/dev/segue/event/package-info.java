/** What a customer did: plain records, the same whether they came from a topic, a file or a test. */
package dev.segue.event;
