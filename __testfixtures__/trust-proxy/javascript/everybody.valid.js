const app = require('express')();
app.set('trust proxy', true);
app.set('trust proxy', false);
app.disable('trust proxy');
