/** Options an app offers in the stack's configuration: a switch, a whole number, or one of a few words. */
export type AppOption =
    | { readonly type: "boolean"; readonly default: boolean; readonly describe: string }
    | {
          readonly type: "number";
          readonly default: number;
          readonly minimum: number;
          readonly maximum: number;
          readonly describe: string;
      }
    | {
          readonly type: "choice";
          readonly choices: readonly string[];
          readonly default: string;
          readonly describe: string;
      };

export type AppOptions = Readonly<Record<string, AppOption>>;

/** The value an option has once the configuration is read. */
export type OptionValue<O extends AppOption> = O extends { type: "boolean" }
    ? boolean
    : O extends { type: "number" }
      ? number
      : O extends { type: "choice"; choices: readonly (infer C)[] }
        ? C
        : never;

/** Holds only while an option of the app has a certain value; absent options never match. */
export interface Condition {
    readonly option: string;
    readonly is: boolean | number | string;
}

/** What is there only under a condition. */
export interface Conditional {
    readonly when?: Condition;
}
