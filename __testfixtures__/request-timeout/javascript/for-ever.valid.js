server.requestTimeout = 0;
