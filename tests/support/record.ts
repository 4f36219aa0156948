export * from "../../rehearsal/recording/record";
