export { App, type AppArgs, type AppSettings } from "./app";
