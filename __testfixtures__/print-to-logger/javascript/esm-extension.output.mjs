#!/usr/bin/env node
'use strict';
import 'dotenv/config';
import { load } from "./load.mjs";
import logger from "./utils/logger.mjs";

logger.info("loaded", { value: load() })
logger.info("count", { length: load().length })
