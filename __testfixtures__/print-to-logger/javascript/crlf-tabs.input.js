const dotenv = require("dotenv")
dotenv.config()

function run(job) {
	if (job.chatty)
		console.log("running", job.id)
	else console.log("running\n")
	console.log(
		"a long line about " +
		"the job",
		job
	)
}

module.exports = run