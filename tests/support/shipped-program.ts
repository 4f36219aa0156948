export * from "../../rehearsal/recording/shipped-program";
