#!/usr/bin/env node
/** In charge of being the program `mingzhang`: gives the process to the shell and takes its outcome. */
import { run } from './shell.ts';

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', () => process.exit(0));

process.exitCode = await run(process.argv.slice(2), process);
