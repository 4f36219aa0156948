import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import type { Datacenter } from "../datacenter/datacenter";
import { answer } from "./answer";
import { differences } from "./difference";
import { type DiffVerdict, Lifecycle, replacedBy } from "./lifecycle";
import { expand, formatPath, parsePath } from "./path";
import { propertiesOf, redact } from "./request";
import type { StandIn } from "./stand-in";
import type { Properties } from "./value";
import { encode } from "./wire";

/**
 * The gRPC face of a stand-in: what a provider plugin answers to the engine. `@pulumi/pulumi`'s own
 * provider server knows neither previews nor secrets, therefore the protocol is spoken here.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto
 */
export function providerService(standIn: StandIn, datacenter: Datacenter) {
    const life = new Lifecycle(standIn, datacenter);
    return {
        getPluginInfo: answer<Empty, plugin.PluginInfo>(() =>
            new plugin.PluginInfo().setVersion(standIn.version),
        ),
        attach: answer<plugin.PluginAttach, Empty>(() => new Empty()),
        cancel: answer<Empty, Empty>(() => new Empty()),
        checkConfig: answer<rpc.CheckRequest, rpc.CheckResponse>((request) =>
            checkConfig(standIn, propertiesOf(request.getNews())),
        ),
        diffConfig: answer<rpc.DiffRequest, rpc.DiffResponse>((request) => diffConfig(request)),
        configure: answer<rpc.ConfigureRequest, rpc.ConfigureResponse>((request) => {
            standIn.configure?.(propertiesOf(request.getArgs()), datacenter);
            return new rpc.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
        }),
        invoke: answer<rpc.InvokeRequest, rpc.InvokeResponse>((request) =>
            invoke(standIn, datacenter, request),
        ),
        ...resourceCalls(life),
    };
}

function resourceCalls(life: Lifecycle) {
    return {
        check: answer((request: rpc.CheckRequest) => check(life, request)),
        diff: answer((request: rpc.DiffRequest) => diff(life, request)),
        create: answer((request: rpc.CreateRequest) => create(life, request)),
        read: answer((request: rpc.ReadRequest) => read(life, request)),
        update: answer((request: rpc.UpdateRequest) => update(life, request)),
        delete: answer((request: rpc.DeleteRequest) => remove(life, request)),
    };
}

function check(life: Lifecycle, request: rpc.CheckRequest): rpc.CheckResponse {
    const news = propertiesOf(request.getNews());
    const { problems, ...inputs } = life.check(
        request.getUrn(),
        propertiesOf(request.getOlds()),
        news,
    );
    const failures = problems.map(({ property, reason }) =>
        new rpc.CheckFailure().setProperty(property).setReason(redact(reason, news)),
    );
    return new rpc.CheckResponse().setInputs(structOf(inputs)).setFailuresList(failures);
}

async function diff(life: Lifecycle, request: rpc.DiffRequest): Promise<rpc.DiffResponse> {
    const verdict = await life.diff(
        { urn: request.getUrn(), id: request.getId() },
        {
            inputs: propertiesOf(request.getOldInputs()),
            outputs: propertiesOf(request.getOlds()),
        },
        propertiesOf(request.getNews()),
        request.getIgnorechangesList(),
    );
    return diffResponse(verdict);
}

async function create(life: Lifecycle, request: rpc.CreateRequest): Promise<rpc.CreateResponse> {
    const news = propertiesOf(request.getProperties());
    const { id, ...outputs } = await redacting([news], () =>
        life.create(request.getUrn(), news, request.getPreview()),
    );
    return new rpc.CreateResponse().setId(id).setProperties(structOf(outputs));
}

async function read(life: Lifecycle, request: rpc.ReadRequest): Promise<rpc.ReadResponse> {
    const found = await life.read(
        { urn: request.getUrn(), id: request.getId() },
        propertiesOf(request.getInputs()),
        propertiesOf(request.getProperties()),
    );
    return found === undefined
        ? new rpc.ReadResponse()
        : new rpc.ReadResponse()
              .setId(request.getId())
              .setInputs(structOf(found.inputs))
              .setProperties(structOf(found.outputs));
}

async function update(life: Lifecycle, request: rpc.UpdateRequest): Promise<rpc.UpdateResponse> {
    const olds = {
        inputs: propertiesOf(request.getOldInputs()),
        outputs: propertiesOf(request.getOlds()),
    };
    const news = propertiesOf(request.getNews());
    const existing = { urn: request.getUrn(), id: request.getId() };
    const outputs = await redacting([olds.outputs, news], () =>
        life.update(existing, olds, news, request.getPreview()),
    );
    return new rpc.UpdateResponse().setProperties(structOf(outputs));
}

async function remove(life: Lifecycle, request: rpc.DeleteRequest): Promise<Empty> {
    const outputs = propertiesOf(request.getProperties());
    const existing = { urn: request.getUrn(), id: request.getId() };
    await redacting([outputs], () =>
        life.delete(existing, propertiesOf(request.getOldInputs()), outputs),
    );
    return new Empty();
}

async function redacting<T>(sources: readonly Properties[], work: () => Promise<T>): Promise<T> {
    try {
        return await work();
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        throw new Error(redact(message, ...sources), { cause: error });
    }
}

function structOf(properties: Properties): Struct {
    return Struct.fromJavaScript(encode(properties) as Parameters<typeof Struct.fromJavaScript>[0]);
}

function checkConfig(standIn: StandIn, news: Properties): rpc.CheckResponse {
    const missing = (standIn.requiredConfig ?? [])
        .filter((name) => news.fields[name] === undefined)
        .map((name) =>
            new rpc.CheckFailure()
                .setProperty(name)
                .setReason(`The provider ${standIn.name} needs '${name}'`),
        );
    return new rpc.CheckResponse().setInputs(structOf(news)).setFailuresList(missing);
}

function diffConfig(request: rpc.DiffRequest): rpc.DiffResponse {
    const olds = propertiesOf(request.getOldInputs() ?? request.getOlds());
    const found = differences(olds.fields, propertiesOf(request.getNews()).fields);
    return diffResponse({
        changed: found.length > 0,
        differences: found.map((difference) => ({ ...difference, replace: false })),
        deletesFirst: false,
    });
}

function diffResponse(verdict: DiffVerdict): rpc.DiffResponse {
    const { Kind } = rpc.PropertyDiff;
    const kinds = {
        add: [Kind.ADD, Kind.ADD_REPLACE],
        delete: [Kind.DELETE, Kind.DELETE_REPLACE],
        update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
    } as const;
    const response = new rpc.DiffResponse()
        .setChanges(
            verdict.changed
                ? rpc.DiffResponse.DiffChanges.DIFF_SOME
                : rpc.DiffResponse.DiffChanges.DIFF_NONE,
        )
        .setDiffsList([...new Set(verdict.differences.map(({ path }) => String(path[0])))])
        .setReplacesList(replacedBy(verdict))
        .setDeletebeforereplace(verdict.deletesFirst)
        .setHasdetaileddiff(verdict.differences.length > 0);
    for (const { path, kind, replace } of verdict.differences) {
        response
            .getDetaileddiffMap()
            .set(
                formatPath(path),
                new rpc.PropertyDiff().setKind(kinds[kind][replace ? 1 : 0]).setInputdiff(true),
            );
    }
    return response;
}

async function invoke(
    standIn: StandIn,
    datacenter: Datacenter,
    request: rpc.InvokeRequest,
): Promise<rpc.InvokeResponse> {
    const token = request.getTok();
    const invoked = standIn.functions?.[token];
    if (invoked === undefined) {
        throw new Error(`${token}: the stand-in for ${standIn.name} does not play this function.`);
    }
    const args = propertiesOf(request.getArgs());
    const missing = (invoked.required ?? []).filter((name) => args.fields[name] === undefined);
    if (missing.length > 0) {
        const failures = missing.map((name) =>
            new rpc.CheckFailure()
                .setProperty(name)
                .setReason(`Missing required argument '${name}'`),
        );
        return new rpc.InvokeResponse().setFailuresList(failures);
    }
    await datacenter.faults.before("invoke", token);
    const fields = await redacting([args], async () =>
        invoked.call({ args: args.fields, datacenter }),
    );
    const secrets = (invoked.secrets ?? []).flatMap((pattern) =>
        expand(fields, parsePath(pattern)),
    );
    return new rpc.InvokeResponse().setReturn(structOf({ fields, secrets }));
}
