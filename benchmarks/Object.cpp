// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Object.h"

#include <flexnet/libflexnet.h>

#include <bpf/bpf.h>
#include <cstring>
#include <fmt/format.h>

namespace bench {

static bool isResume(const bpf_program *program) {
  return !strcmp(bpf_program__section_name(program), "xdp/cpumap");
}

Object::Object(const std::string &path, Purpose purpose) {
  libbpf_set_print(nullptr);
  object.reset(bpf_object__open(path.c_str()));
  if (!object)
    throw Error(fmt::format("{}: cannot open: {}", path, strerror(errno)));

  bpf_program *program;
  bpf_object__for_each_program(program, object.get()) {
    if (!isResume(program))
      theRamp = program;
    else if (purpose == Purpose::TestRun)
      bpf_program__set_expected_attach_type(program, static_cast<bpf_attach_type>(0));
  }
  findSets(path);

  int cpus = libbpf_num_possible_cpus();
  size_t size = 0;
  bpf_map *config = bpf_object__find_map_by_name(object.get(), FLEXNET_MAP_CONFIG);
  if (config)
    if (auto *value =
            static_cast<uint32_t *>(const_cast<void *>(bpf_map__initial_value(config, &size))))
      *value = cpus;
  if (int error = bpf_object__load(object.get()))
    throw Error(fmt::format("{}: the kernel refuses it: {}", path, strerror(-error)));
  fillSets(purpose);
}

Object::~Object() {
  for (const QueueSet &set : theSets)
    for (uint32_t cpu = 0, cpus = libbpf_num_possible_cpus(); cpu < cpus; ++cpu)
      bpf_map_delete_elem(bpf_map__fd(set.map), &cpu);
}

/// FlexNet's objects say which program resumes which set. In one written by hand the
/// first cpumap program serves the first cpumap, and so on.
void Object::findSets(const std::string &path) {
  flexnet_object *described = nullptr;
  if (!flexnet_object__open(path.c_str(), &described)) {
    const flexnet_table *table = flexnet_object__table(described);
    for (uint32_t i = 0; i < table->set_count; ++i)
      theSets.push_back(
          {bpf_object__find_map_by_name(object.get(), table->sets[i].name),
           bpf_object__find_program_by_name(object.get(), table->sets[i].resume_program)});
    flexnet_object__close(described);
  } else {
    bpf_map *map;
    bpf_object__for_each_map(map, object.get()) if (bpf_map__type(map) == BPF_MAP_TYPE_CPUMAP)
        theSets.push_back({map, nullptr});
    size_t next = 0;
    bpf_program *program;
    bpf_object__for_each_program(program, object.get()) if (isResume(program) &&
                                                            next < theSets.size()) theSets[next++]
        .resume = program;
  }
  for (const QueueSet &set : theSets)
    if (!set.map || !set.resume)
      throw Error(fmt::format("{}: a queue set has no program that resumes it", path));
}

void Object::fillSets(Purpose purpose) {
  for (const QueueSet &set : theSets)
    for (uint32_t cpu = 0, cpus = libbpf_num_possible_cpus(); cpu < cpus; ++cpu) {
      bpf_cpumap_val entry = {.qsize = 2048, .bpf_prog = {-1}};
      if (purpose == Purpose::Traffic)
        entry.bpf_prog.fd = bpf_program__fd(set.resume);
      if (bpf_map_update_elem(bpf_map__fd(set.map), &cpu, &entry, 0))
        throw Error(fmt::format("{}: cannot fill queue {}: {}", bpf_map__name(set.map), cpu,
                                strerror(errno)));
    }
}

std::vector<ProgramInfo> describePrograms(const bpf_object *loaded) {
  std::vector<ProgramInfo> result;
  bpf_program *program;
  bpf_object__for_each_program(program, loaded) {
    bpf_prog_info info = {};
    uint32_t size = sizeof(info);
    if (bpf_obj_get_info_by_fd(bpf_program__fd(program), &info, &size))
      throw Error(fmt::format("no information about a program: {}", strerror(errno)));
    result.push_back({bpf_program__name(program), info.xlated_prog_len / 8, info.jited_prog_len,
                      info.verified_insns});
  }
  return result;
}

} // namespace bench
