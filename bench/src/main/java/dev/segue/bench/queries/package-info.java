/** How quickly memberships are looked up over HTTP, beside a running stream. */
package dev.segue.bench.queries;
