/** A small service over HTTP that fits models which it is sent; a place to start from. */
package dev.cotangent.example;
