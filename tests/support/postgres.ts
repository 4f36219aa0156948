import { spawnSync } from "node:child_process";
import {
    chmodSync,
    chownSync,
    existsSync,
    mkdtempSync,
    readdirSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const installed = "/usr/lib/postgresql";

/** Folder of the newest server that is installed, where Debian puts it. */
const binaries = existsSync(installed)
    ? readdirSync(installed)
          .sort((a, b) => Number(b) - Number(a))
          .map((version) => join(installed, version, "bin"))
          .find((folder) => existsSync(join(folder, "initdb")))
    : undefined;

/** describe() for what needs PostgreSQL; where no server is installed, a skip that says so. */
export function describePostgres(title: string, suite: () => void): void {
    if (binaries === undefined) {
        test.skip(`${title} (PostgreSQL is not installed; apt-get install postgresql)`, () =>
            undefined);
    } else {
        describe(title, suite);
    }
}

/** A server of the test's own, on loopback, over TLS only. */
export interface PostgresServer {
    readonly port: number;
    /** Certificate of the authority that signed the server's, for the name `localhost`; a path. */
    readonly authority: string;
    readonly password: string;
    /** What psql says to some statements, run as the owner of the database `mail`. */
    query(statements: string): string;
    stop(): void;
}

/** Starts a server. @throws Error with the program that failed and what it said. */
export async function startPostgres(): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), "homelab-postgres-"));
    const password = "sample-password";
    const port = await freePort();
    const data = join(folder, "data");
    // The server refuses to run as root.
    const account = process.getuid?.() === 0 ? unprivileged() : undefined;
    const run = (program: string, args: readonly string[], input?: string, asOwner = true) => {
        const { status, stdout, stderr, error } = spawnSync(program, args, {
            cwd: folder,
            encoding: "utf8",
            input: input ?? "",
            env: { PATH: process.env["PATH"], LC_ALL: "C", HOME: folder, PGPASSWORD: password },
            ...(asOwner && account),
        });
        if (status !== 0) {
            throw new Error(`${program}: ${error?.message ?? ""}${stderr}${stdout}`);
        }
        return stdout;
    };
    const own = (file: string) => {
        if (account) {
            chownSync(join(folder, file), account.uid, account.gid);
        }
    };
    const server = (program: string) => join(binaries ?? "", program);
    const psql = (args: readonly string[], statements: string) =>
        run(
            "psql",
            ["-X", "-qAt", "-v", "ON_ERROR_STOP=1", "-h", "localhost", "-p", String(port), ...args],
            statements,
            false,
        );

    writeFileSync(join(folder, "password"), password);
    chmodSync(folder, 0o755);
    run(
        "openssl",
        [
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-keyout",
            "server.key",
            "-out",
            "server.crt",
        ],
        undefined,
        false,
    );
    ["password", "server.key", "server.crt"].forEach(own);
    chownSync(
        folder,
        account?.uid ?? process.getuid?.() ?? 0,
        account?.gid ?? process.getgid?.() ?? 0,
    );
    run(server("initdb"), [
        "-D",
        data,
        "-U",
        "postgres",
        "--auth-host=scram-sha-256",
        "--auth-local=reject",
        `--pwfile=${join(folder, "password")}`,
        "--no-sync",
    ]);
    const settings = [
        `-p ${port}`,
        "-c listen_addresses=localhost",
        `-c unix_socket_directories=`,
        "-c ssl=on",
        `-c ssl_cert_file=${folder}/server.crt`,
        `-c ssl_key_file=${folder}/server.key`,
        "-c fsync=off",
    ];
    run(server("pg_ctl"), [
        "-D",
        data,
        "-o",
        settings.join(" "),
        "-l",
        join(folder, "log"),
        "-w",
        "start",
    ]);
    psql(
        ["-U", "postgres"],
        `CREATE ROLE mail LOGIN PASSWORD '${password}'; CREATE DATABASE mail OWNER mail;`,
    );
    return {
        port,
        authority: join(folder, "server.crt"),
        password,
        query: (statements) => psql(["-U", "mail", "-d", "mail"], statements).trim(),
        stop: () => {
            run(server("pg_ctl"), ["-D", data, "-m", "immediate", "-w", "stop"]);
            rmSync(folder, { recursive: true });
        },
    };
}

function unprivileged(): { readonly uid: number; readonly gid: number } {
    const id = (flag: string) =>
        Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout);
    return { uid: id("-u"), gid: id("-g") };
}

function freePort(): Promise<number> {
    return new Promise((resolve, reject) => {
        const probe = createServer();
        probe.on("error", reject);
        probe.listen(0, "127.0.0.1", () => {
            const address = probe.address();
            probe.close(() => {
                resolve(typeof address === "object" && address ? address.port : 0);
            });
        });
    });
}
