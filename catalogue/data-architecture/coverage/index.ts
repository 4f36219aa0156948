import type { Answer } from "./answer";
import { backupAnswers } from "./backup";
import { dataFlowAnswers } from "./data-flow";
import { dataTypeAnswers } from "./data-types";
import { databaseAnswers } from "./databases";
import { governanceAnswers } from "./governance";
import { integrationAnswers } from "./integration";
import { lifecycleAnswers } from "./lifecycle";
import { monitoringAnswers } from "./monitoring";
import { performanceAnswers } from "./performance";
import { recoveryAnswers } from "./recovery";
import { securityAnswers } from "./security";
import { storageAnswers } from "./storage";

/** The whole of data-architecture.md, statement by statement, and what makes each come true. */
export const coverage: readonly Answer[] = [
    ...dataFlowAnswers,
    ...dataTypeAnswers,
    ...storageAnswers,
    ...databaseAnswers,
    ...lifecycleAnswers,
    ...backupAnswers,
    ...securityAnswers,
    ...integrationAnswers,
    ...monitoringAnswers,
    ...recoveryAnswers,
    ...governanceAnswers,
    ...performanceAnswers,
];
