/** What commands show to people: progress, tables and advice. */
package dev.cotangent.cli.report;
