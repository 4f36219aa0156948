/** The names of nested objects: `types.input.<module>` and `types.output.<module>`. */

export * as input from "./input";
export * as output from "./output";
