/** Gradient times of compiled models beside Java written by hand for the same models. */
package dev.cotangent.bench;
