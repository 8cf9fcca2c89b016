#!/usr/bin/env node
'use strict';
require('express')().use(require('cors')()).listen(3000);
