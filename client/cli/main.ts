#!/usr/bin/env node
import { run } from './run.ts';
import { processTerminal } from './terminal.ts';

// Not `process.exitCode`: what may still wait for an answer is of no use to anybody.
process.exit(await run(process.argv.slice(2), process.env, processTerminal()));
