let config = {"server": {"port": 80}}
puts(config.server.port) // expect: 80
puts(config.client.port)
// expect error: cannot read field port of null
// expect error at: 3:20
