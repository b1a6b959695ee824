export * from "./types";
export { api, onSignedOut, urlOf } from "./client";
export { Problem, problemOf } from "./problem";
export { largestFile, upload } from "./upload";
