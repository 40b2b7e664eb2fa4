/** The doctor without its process: finds the stage, gathers the facts, judges them and prints. */
import type { ClientSettings } from '../../functions/adapters/clients.ts';
import { type CommandIo, runOrElse } from '../command-line.ts';
import type { Stage, StageAsked } from '../stage.ts';
import { diagnose } from './diagnose.ts';
import type { Finding } from './finding.ts';
import { gatherFacts } from './gather/facts.ts';
import { type DoctorOptions, parseOptions, usage } from './options.ts';
import { printReport } from './print.ts';

export interface DoctorIo extends CommandIo {
  /** The stage, and what the SDK's clients of all services are made with. */
  connect: (asked: StageAsked) => Promise<{ stage: Stage; settings: ClientSettings }>;
}

/** 0: nothing is broken. 1: something is. 2: something, or all, could not be asked. */
type DoctorExitCode = 0 | 1 | 2;

export async function runDoctor(args: readonly string[], io: DoctorIo): Promise<DoctorExitCode> {
  const command = { name: 'doctor', usage, parse: parseOptions, run: examineBy };
  function examineBy(options: DoctorOptions): Promise<DoctorExitCode> {
    return examine(options, io);
  }
  return runOrElse<DoctorOptions, DoctorExitCode>(command, 2, args, io);
}

async function examine({ stage: asked, offline }: DoctorOptions, io: DoctorIo): Promise<DoctorExitCode> {
  const { stage, settings } = await io.connect(asked);
  const facts = await gatherFacts(stage, settings, { offline });
  const findings = diagnose(facts);
  for (const line of printReport(facts.place, findings)) io.print(line);
  return exitCodeOf(findings);
}

export function exitCodeOf(findings: readonly Finding[]): DoctorExitCode {
  if (findings.some(({ severity }) => severity === 'broken')) return 1;
  return findings.some(({ severity }) => severity === 'unknown') ? 2 : 0;
}
