export { App, hostnameOf, type AppArgs, type AppSettings } from "./app";
