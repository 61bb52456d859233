// What the build of Fovea, which runs this project, expects of it.
String log = new File(basedir, 'build.log').text
assert log.contains('dog 0.52797')
assert log.contains('MB  in all, on Java')
assert !log.contains('pytorch')
