export * from "./types";
export * from "./spam";
export * from "./security";
export { api, onSignedOut, urlOf } from "./client";
export { Problem, problemOf } from "./problem";
export { largestFile, upload } from "./upload";
