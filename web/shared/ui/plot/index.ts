export { Bars, type Bar, type Series } from "./Bars";
export { Figure, type Table } from "./Figure";
export { Line, type Point } from "./Line";
