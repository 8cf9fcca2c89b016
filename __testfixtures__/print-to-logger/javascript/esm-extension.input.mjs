#!/usr/bin/env node
'use strict';
import 'dotenv/config';
import { load } from "./load.mjs";

console.log("loaded", load())
console.log("count:", load().length)
