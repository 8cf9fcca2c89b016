const dotenv = require("dotenv")
dotenv.config()
const logger = require("../utils/logger")

function run(job) {
	if (job.chatty)
		logger.info("running", { jobId: job.id })
	else logger.info("running")
	logger.info(
		"a long line about " +
		"the job",
		{ job }
	)
}

module.exports = run